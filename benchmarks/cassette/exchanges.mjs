// The exchanges that every arm stores: questions for one issue each, as GitHub answers them.

const LABELS = ['bug', 'good first issue', 'help wanted', 'question: “really?”'];

/** The answer for an issue, about 1.3 kB of JSON with multi-line texts. */
function issue(number) {
  const user = { login: `octo-${number % 97}`, id: 1000 + (number % 97), type: 'User' };
  return {
    id: 2_000_000 + number,
    node_id: `I_kwDOABCD${(number * 7919).toString(36)}`,
    url: `https://api.github.com/repos/octo/hello/issues/${number}`,
    html_url: `https://github.com/octo/hello/issues/${number}`,
    number,
    state: number % 3 === 0 ? 'closed' : 'open',
    title: `Answer ${number} comes too late, and isn't what was asked`,
    body: `Steps:\n\n1. Start\n2. Ask for ${number}\n\n\`\`\`\nerror: "late" {${number}}\n\`\`\`\n`,
    user: { ...user, avatar_url: `https://avatars.githubusercontent.com/u/${user.id}?v=4` },
    labels: LABELS.slice(number % 4).map((name, index) => ({ id: index, name, default: true })),
    assignee: null,
    locked: false,
    comments: number % 11,
    score: 1.5,
    created_at: '2026-01-02T03:04:05Z',
    updated_at: `2026-02-0${(number % 9) + 1}T10:00:00Z`,
    reactions: { total_count: number % 5, '+1': number % 5, '-1': 0, laugh: 0, heart: 0 },
  };
}

/** `count` exchanges as plain values: URL, header fields, and the text of the body. */
export function exchanges(count) {
  return Array.from({ length: count }, (_, index) => {
    const value = issue(index + 1);
    return {
      url: value.url,
      requestHeaders: {
        accept: 'application/vnd.github+json',
        authorization: 'Bearer spintape-secret.github_token.stand-in',
        'user-agent': 'spintape-tools',
      },
      responseHeaders: {
        'content-type': 'application/json; charset=utf-8',
        etag: `W/"${(index * 2_654_435_761).toString(16)}"`,
        'x-ratelimit-remaining': String(5000 - (index % 5000)),
      },
      body: JSON.stringify(value),
    };
  });
}

/** At most 200 of the exchanges, evenly spread: some peers need minutes for 10,000. */
export function sample(stored) {
  const step = Math.max(1, Math.floor(stored.length / 200));
  return stored.filter((_, index) => index % step === 0);
}
