.PHONY: competition

JOBS ?= 200

competition: build ## Two workers compete for 200 jobs (JOBS=40 for fewer)
	HYPERNODE_COMPETITION_JOBS=$(JOBS) $(DOTNET) test tests/Hypernode.EndToEnd.Tests/Hypernode.EndToEnd.Tests.csproj --no-build -c $(CONFIGURATION) \
		--filter CompetitionTests --logger 'console;verbosity=detailed'
