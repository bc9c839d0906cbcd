# Everything a contributor runs. `make` alone lists the targets.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

CARGO ?= cargo
DOTNET ?= dotnet
CONFIGURATION ?= Release
# Analyzers take longer than the compiler, so only `make check` has them: over everything, whatever is built already.
ANALYZED = -p:RunAnalyzers=false
check: ANALYZED = --no-incremental
export DOTNET_CLI_TELEMETRY_OPTOUT := 1
export DOTNET_NOLOGO := 1

include $(wildcard eng/make/*.mk)

.PHONY: help setup products build all-built test fmt lint check bench clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{ printf "  %-18s %s\n", $$1, $$2 }'

setup: ## Check the prerequisites, install what is missing, restore packages
	@eng/setup/prerequisites
	@eng/setup/packages

products: setup ## Build command, worker and local network, no tests; the command is then .hypernode/bin/hypernode
	$(DOTNET) build eng/products.slnf --no-restore -c $(CONFIGURATION) -v quiet -p:RunAnalyzers=false
	@mkdir -p .hypernode/bin && ln -sfn "$(CURDIR)/cli/src/Hypernode.Cli/bin/$(CONFIGURATION)/net10.0/hypernode" .hypernode/bin/hypernode
	@ln -sfn "$(CURDIR)/worker/src/Hypernode.Worker/bin/$(CONFIGURATION)/net10.0/Hypernode.Worker" .hypernode/bin/hypernode-worker

build: products ## Build the whole C# solution
	$(DOTNET) build Hypernode.sln --no-restore -c $(CONFIGURATION) -v quiet $(ANALYZED)

# At once, because either leaves a part of two processors idle.
all-built:
	@$(CARGO) test --workspace --locked --no-run --quiet & rust=$$!; \
		$(MAKE) --no-print-directory build ANALYZED="$(ANALYZED)"; csharp=$$?; wait $$rust && exit $$csharp

test: all-built ## Run every fast suite and add the results up
	@node eng/test/run.mjs suites

fmt: ## Rewrite sources in the house format
	$(CARGO) fmt --all
	$(DOTNET) format Hypernode.sln --no-restore

lint: ## Format and analyzer checks, without changing anything
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --all-targets -- -D warnings
	$(DOTNET) format Hypernode.sln --no-restore --verify-no-changes

check: all-built ## Suites and every check: what a change must pass
	@node eng/test/run.mjs suites checks

clean: ## Remove build outputs (the local network's state stays: make down)
	rm -rf target node_modules
	find . -type d \( -name bin -o -name obj \) -path '*Hypernode.*' -prune -exec rm -rf {} +
