#!/bin/sh
exec sh "$(dirname "$0")/runner.sh" explore
