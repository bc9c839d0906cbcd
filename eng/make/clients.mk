# Clients are generated from the committed IDLs and committed themselves.
.PHONY: generate verify-generated

IDLGEN = $(DOTNET) run --project clients/csharp/Hypernode.IdlGen -c $(CONFIGURATION) --
CLIENT_PROJECT = clients/csharp/Hypernode.Client

generate: ## Rewrite the generated clients from clients/idl
	@$(IDLGEN) generate clients/idl $(CLIENT_PROJECT)

verify-generated: ## Fail when the committed clients differ from what their IDLs give
	@$(IDLGEN) verify clients/idl $(CLIENT_PROJECT)
