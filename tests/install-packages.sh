#!/bin/sh
# Installs the system's packages that tests need, where one is missing and the rights are there (root, or sudo without a
# password). Otherwise says what to install; the tests that need it are skipped then. Never fails.
set -u

# A browser and letters for it; what the examples for readers use, R among it; Java, for Spark, which reads the
# Parquet files; what checks the service.
wanted="chromium fonts-noto-cjk curl sqlite3 r-base-core r-cran-dbi r-cran-jsonlite r-cran-rsqlite systemd"
command -v java > /dev/null || wanted="$wanted default-jre-headless"

missing=""
for package in $wanted; do
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2> /dev/null)" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

as_root="sudo -n"
[ "$(id -u)" != 0 ] || as_root=""
echo "install  $missing"
# shellcheck disable=SC2086 # these are words of the commands
if ! { $as_root apt-get -qq update \
  && $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install --no-install-recommends $missing > /dev/null; }; then
  echo "          could not be installed, so the tests that need them are skipped. On Debian or the like:"
  echo "              sudo apt-get install$missing"
fi
