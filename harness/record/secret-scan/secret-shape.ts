/** A kind of secret that is known by how it is written. */
export interface SecretShape {
  /** What it is, with its article: "a GitHub token". */
  readonly kind: string;
  /** One of these texts stands in every text with such a secret; absent: any text may have one. */
  readonly anchors?: readonly string[];
  /** Global; its first group, where it has one, is the secret. */
  readonly pattern: RegExp;
  /** Whether a match, which has the right characters, is one indeed. */
  readonly accepts?: (secret: string) => boolean;
}

/** Tokens of services that give them a prefix, so that they can be told from anything else. */
export const TOKEN_SHAPES: readonly SecretShape[] = [
  prefixed('a GitHub token', ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'], '[A-Za-z0-9]{30,255}'),
  prefixed('a GitHub token', ['github_pat_'], '[A-Za-z0-9_]{40,255}'),
  prefixed('a GitLab token', ['glpat-', 'gldt-', 'glrt-'], '[A-Za-z0-9_-]{20,}'),
  prefixed('an AWS access key', ['AKIA', 'ASIA', 'ABIA'], '[A-Z2-7]{16}(?![A-Za-z0-9])'),
  prefixed('a Slack token', ['xoxa-', 'xoxb-', 'xoxo-', 'xoxp-', 'xoxr-'], '[A-Za-z0-9-]{16,}'),
  prefixed('a Slack token', ['xoxs-', 'xoxe-', 'xoxe.xoxb-', 'xoxe.xoxp-'], '[A-Za-z0-9-]{16,}'),
  prefixed('a Slack token', ['xapp-'], '[0-9]-[A-Za-z0-9]+-[A-Za-z0-9-]{16,}'),
  prefixed(
    'a Slack webhook',
    ['hooks.slack.com/services/'],
    '[A-Z0-9]+/[A-Z0-9]+/[A-Za-z0-9]{16,}',
  ),
  prefixed('a Google API key', ['AIza'], '[A-Za-z0-9_-]{35}(?![A-Za-z0-9])'),
  prefixed('a Google OAuth token', ['ya29.'], '[A-Za-z0-9_.-]{20,}'),
  prefixed('a Google OAuth secret', ['GOCSPX-'], '[A-Za-z0-9_-]{24,}'),
  prefixed('a Stripe key', ['sk_live_', 'rk_live_', 'sk_test_', 'rk_test_'], '[A-Za-z0-9]{16,}'),
  prefixed('a Stripe webhook secret', ['whsec_'], '[A-Za-z0-9+/]{24,}'),
  prefixed('an Anthropic key', ['sk-ant-'], '[A-Za-z0-9_-]{20,}'),
  prefixed('an OpenAI key', ['sk-proj-', 'sk-svcacct-', 'sk-admin-'], '[A-Za-z0-9_-]{20,}'),
  prefixed('an OpenAI key', ['sk-'], '[A-Za-z0-9]{40,}'),
  prefixed('an npm token', ['npm_'], '[A-Za-z0-9]{36}(?![A-Za-z0-9])'),
  prefixed('a PyPI token', ['pypi-AgE'], '[A-Za-z0-9_-]{50,}'),
  prefixed('a Hugging Face token', ['hf_'], '[A-Za-z0-9]{34}(?![A-Za-z0-9])'),
  prefixed('a SendGrid key', ['SG.'], '[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}'),
  prefixed('a DigitalOcean token', ['dop_v1_', 'doo_v1_', 'dor_v1_'], '[a-f0-9]{64}'),
  prefixed('a Shopify token', ['shpat_', 'shpca_', 'shppa_', 'shpss_'], '[a-fA-F0-9]{32}'),
  prefixed('a Vault token', ['hvs.', 'hvb.'], '[A-Za-z0-9_-]{24,}'),
  prefixed('a Docker token', ['dckr_pat_'], '[A-Za-z0-9_-]{24,}'),
  prefixed('an age secret key', ['AGE-SECRET-KEY-1'], '[0-9A-Z]{50,}'),
];

function prefixed(kind: string, anchors: readonly string[], rest: string): SecretShape {
  const prefixes = anchors.map((anchor) => anchor.replaceAll('.', '\\.')).join('|');
  const pattern = new RegExp(`(?<![A-Za-z0-9])(?:${prefixes})${rest}`, 'g');
  return { kind, anchors, pattern };
}
