#!/usr/bin/env bash
# Puts a text under an issue or a pull request, as one comment that is written anew each time:
#   comment.sh NUMBER FILE
# GH_TOKEN has to allow it. Where there is nothing to say, and nothing was said, nothing is said.
set -euo pipefail

number=$1 file=$2
mark='<!-- written by ssg -->'
body="$RUNNER_TEMP/comment-body.md"
comments="repos/$GITHUB_REPOSITORY/issues/$number/comments"

if ! [[ $number =~ ^[0-9]+$ ]]; then
  echo "this is no number of an issue" >&2
  exit 2
fi

# Anybody can write the mark, but not as the workflows' own account.
earlier=$(
  gh api --paginate "$comments?per_page=100" |
    jq --raw-output --slurp --arg mark "$mark" \
      '[.[][] | select(.user.login == "github-actions[bot]" and (.body | startswith($mark)))][0].id
       // empty'
)

if [ -s "$file" ]; then
  { echo "$mark"; cat "$file"; } > "$body"
elif [ -n "$earlier" ]; then
  { echo "$mark"; echo 'No listing is changed here any more.'; } > "$body"
else
  exit 0
fi

if [ -n "$earlier" ]; then
  gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$earlier" \
    --field body=@"$body"
else
  gh api --silent --method POST "$comments" --field body=@"$body"
fi
