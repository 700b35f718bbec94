#!/bin/sh
exec sh "$(dirname "$0")/runner.sh" law
