# The programs: what is committed of them, and their tests.
XTASK = $(CARGO) run --quiet --locked -p hypernode-xtask --

.PHONY: programs verify-artifacts snapshot test-programs

programs: ## Build the programs (PROGRAMS="markets staking" for some), their IDLs and the lock
	$(XTASK) programs $(PROGRAMS)

verify-artifacts: ## Fail naming the program whose sources, artifact, IDL and lock disagree
	$(XTASK) verify-artifacts

snapshot: ## Rewrite what the tests compare: compute units, substituted accounts
	HYPERNODE_REWRITE_SNAPSHOT=1 $(CARGO) test --locked -p hypernode-test-kit --test compute_units --test substitutions

test-programs: ## Every Rust test: units, refusals, stories, compute units, the random walk
	$(CARGO) test --workspace --locked
