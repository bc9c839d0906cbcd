# The programs: what is committed of them, and their tests.
XTASK = $(CARGO) run --quiet --locked -p hypernode-xtask --

.PHONY: programs verify-artifacts snapshot walk test-programs

STEPS ?= 100000
SEED ?= 7

programs: ## Build the programs (PROGRAMS="markets staking" for some), their IDLs and the lock
	$(XTASK) programs $(PROGRAMS)

verify-artifacts: ## Fail naming the program whose sources, artifact, IDL and lock disagree
	$(XTASK) verify-artifacts

snapshot: ## Rewrite what the tests compare: compute units, substituted accounts, lifecycles, upgrade authorities
	HYPERNODE_REWRITE_SNAPSHOT=1 $(CARGO) test --locked -p hypernode-test-kit --test compute_units --test substitutions --test lifecycles
	HYPERNODE_REWRITE_SNAPSHOT=1 $(CARGO) test --locked -p hypernode-governance --test instructions manifest_equals

walk: ## The random walk at its nightly length (STEPS=100000), SEED=8 for another one
	HYPERNODE_WALK_STEPS=$(STEPS) HYPERNODE_WALK_SEED=$(SEED) $(CARGO) test --locked -p hypernode-test-kit --test random_walk -- --nocapture

test-programs: ## Every Rust test: units, refusals, stories, compute units, the random walk
	$(CARGO) test --workspace --locked
