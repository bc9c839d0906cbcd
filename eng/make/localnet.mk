.PHONY: up down demo

up: products ## Start the local network, deployed and seeded (60 s at most)
	@node eng/localnet/up.mjs

down: ## End every process of the local network
	@node eng/localnet/down.mjs

demo: products ## One paid job from post to close; fails unless every balance is exact
	@node eng/localnet/demo.mjs
