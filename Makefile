# make demo    the main job on a simulated plant, after building what it needs
# make test    every test; the last line says how many passed and failed
# make nightly the ledger's long proofs: campaigns, damaged logs, broken rules, exhaustive search
# make lint    format, layers, forbidden words
SHELL := /bin/bash
# Where the build goes; another folder keeps several checkouts apart.
SCRATCH ?= .build
export SCRATCH

.PHONY: demo build test nightly lint bench docs clean bootstrap

demo: build
	@"$$(swift build -c release --scratch-path "$(SCRATCH)" --show-bin-path)/sat" demo

build: bootstrap
	swift build -c release --scratch-path "$(SCRATCH)" --product sat --explicit-target-dependency-import-check error

test:
	@Scripts/bootstrap tests
	@Scripts/test

nightly: bootstrap
	@Scripts/nightly

lint:
	@Scripts/lint

bench: bootstrap
	@Scripts/bench

docs: bootstrap
	@Scripts/docs

clean:
	rm -rf -- .build .build-docs .build-fuzz Benchmarks/.build demo-output docs-output

bootstrap:
	@Scripts/bootstrap
