PY = .venv/bin/python

.PHONY: run test lint types floors bench codegen docs ci
run: ; $(PY) -m xbcommerce
test: ; $(PY) -m pytest
lint: ; .venv/bin/ruff check . && .venv/bin/ruff format --check .
types: ; .venv/bin/mypy && .venv/bin/basedpyright --pythonpath $(PY)
floors: ; .venv/bin/lint-imports --no-logo
bench: ; $(PY) -m benchmarks
codegen: ; for table in currencies places shop; do $(PY) codegen/$$table.py; done
docs: ; .venv/bin/zensical build --clean
ci: ; bash .ci/run
