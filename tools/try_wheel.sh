#!/usr/bin/env bash
# Builds the wheel, installs it as a user would into an empty environment, and runs the commands of the tutorial there as
# they are written. `make wheel` lends it the gazetteer that is there already; alone, it builds one as a new user would.
set -euo pipefail
cd "$(dirname "$0")/.."
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT

python=$PWD/.venv/bin/python
# From a copy, so that nothing that was built before is taken up.
git ls-files -z tocsin pyproject.toml README.md LICENSE | xargs -0 cp --parents -t "$place"
(cd "$place" && "$python" -m pip --quiet wheel --no-deps --wheel-dir dist .)
"$python" -m venv "$place/new"
"$place/new/bin/pip" --quiet --disable-pip-version-check install "$(echo "$place"/dist/*.whl)"
"$place/new/bin/pip" check

cp -r examples "$place/"
cd "$place"
rm -rf tocsin  # what is installed is what is tried
export PATH="$place/new/bin:$PATH"
awk '/^```sh$/ {on = 1; next} /^```$/ {on = 0} on' "$OLDPWD/docs/tutorial.md" > commands.sh
bash -euxo pipefail commands.sh > said.txt
ls -l week.db brief.md brief.html changes.md events.csv acled.csv events.geojson
