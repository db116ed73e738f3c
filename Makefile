# Go (any version since 1.21), Node and make are all that must be there: the rest is fetched.

# Exactly the toolchain of go.mod, whatever is installed: the runtime's overlay fits no other.
export GOTOOLCHAIN := $(shell sed -n 's/^toolchain //p' go.mod)

GO := go
BUILD := $(GO) run ./build

.DEFAULT_GOAL := help

.PHONY: help
help: ## Say what there is
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 18

.PHONY: serve
serve: node_modules/.installed ## Build the site and serve it on this machine
	@test -x .cache/build || echo "The first build takes some minutes."
	@$(GO) build -o .cache/build ./build # `go run` would end Ctrl-C with an error
	@exec .cache/build serve

.PHONY: dist
dist: node_modules/.installed ## Build the site into dist/, ready for any static host
	@$(BUILD) dist

.PHONY: pack
pack: node_modules/.installed ## Make the npm package, with the site in it, into pack/
	@$(BUILD) pack

.PHONY: test
test: check test-go test-web test-rust ## Run every test: Go, TypeScript, Rust, the journeys in a browser

.PHONY: check
check: node_modules/.installed ## Check formatting, types, lint and the rules of the house
	@unformatted=$$("$$($(GO) env GOROOT)/bin/gofmt" -l records wasm build web demos claims); \
	if [ -n "$$unformatted" ]; then echo "gofmt would change:" $$unformatted; exit 1; fi
	$(GO) vet ./...
	GOOS=js GOARCH=wasm $(GO) vet ./wasm/...
	$(GO) tool staticcheck ./...
	node_modules/.bin/tsc
	node_modules/.bin/tsc -p tsconfig.test.json
	$(GO) test -count=1 ./build/rooms ./build/tidy

.PHONY: test-go
test-go: node_modules/.installed
	$(GO) test -timeout 40m ./... # the journeys take minutes on a small machine

.PHONY: test-web
test-web: node_modules/.installed
	$(BUILD) test-web

# A newer clippy warns of more than ours: that stops CI, where the compiler is known, and not whoever has just cloned this.
.PHONY: test-rust
test-rust:
	@if command -v cargo >/dev/null; then \
		set -x; cd rust && cargo fmt --all --check && cargo clippy --locked --workspace --all-targets -- $${CI:+-D warnings} && \
		cargo test --locked --workspace && \
		RUSTFLAGS="--cfg tokio_unstable" cargo test --locked --package programs --test runs --target-dir target/unstable && \
		cargo run --locked --quiet --bin record -- --check; \
	elif [ -n "$$CI" ]; then echo "Rust's tests need cargo, and CI runs all of them: https://rustup.rs"; exit 1; \
	else echo "SKIPPED: Rust's tests and the check of the recorded traces, because cargo is not installed (https://rustup.rs)"; fi

.PHONY: record
record: ## Record every scenario again: Go natively, and Rust where cargo is
	@$(BUILD) record --demos
	@if command -v cargo >/dev/null; then cd rust && cargo run --locked --bin record; \
	else echo "SKIPPED: the Rust programs, because cargo is not installed (https://rustup.rs)"; fi

.PHONY: bench
bench: node_modules/.installed ## Measure what recording and the picture cost, into build/bench/README.md
	@$(BUILD) bench

.PHONY: claims
claims: ## Measure again what articles claim, into claims/results.json
	@$(BUILD) claims

# npm ci, only where the lock file has changed since.
node_modules/.installed: package-lock.json
	npm ci
	@touch $@
