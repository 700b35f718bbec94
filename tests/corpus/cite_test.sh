#!/bin/sh
exec sh "$(dirname "$0")/runner.sh" cite
