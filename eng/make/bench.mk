bench: setup ## Measure beside @solana/kit and @solana/web3.js, rewrite docs/benchmarks.md
	@$(DOTNET) run --project eng/bench/Hypernode.Benchmarks -c Release
