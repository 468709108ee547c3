import { tokenShape } from './secret-shape.ts';

/** Tokens with a prefix, by which they can be distinguished from other text. */
export const TOKEN_SHAPES = [
  tokenShape({
    kind: 'a GitHub token',
    prefixes: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'],
    rest: '[A-Za-z0-9]{30}',
    more: 'A-Za-z0-9',
  }),
  tokenShape({
    kind: 'a GitHub token',
    prefixes: ['github_pat_'],
    rest: '\\w{40}',
    more: '\\w',
  }),
  tokenShape({
    kind: 'a GitLab token',
    prefixes: ['glpat-', 'gldt-', 'glrt-'],
    rest: '[\\w-]{20}',
    more: '\\w-',
  }),
  tokenShape({
    kind: 'an AWS access key',
    prefixes: ['AKIA', 'ASIA', 'ABIA'],
    rest: '[A-Z2-7]{16}',
    edge: 'end of its characters',
  }),
  tokenShape({
    kind: 'a Slack token',
    prefixes: ['xoxe.xoxb-', 'xoxe.xoxp-', 'xoxa-', 'xoxb-', 'xoxo-', 'xoxp-', 'xoxr-', 'xoxs-'],
    rest: '[A-Za-z0-9-]{16}',
    more: 'A-Za-z0-9-',
  }),
  tokenShape({
    kind: 'a Slack token',
    prefixes: ['xoxe-'],
    rest: '[A-Za-z0-9-]{16}',
    more: 'A-Za-z0-9-',
  }),
  tokenShape({
    kind: 'a Slack token',
    prefixes: ['xapp-'],
    rest: '[0-9]-[A-Za-z0-9]{1,40}-[A-Za-z0-9-]{16}',
    more: 'A-Za-z0-9-',
  }),
  tokenShape({
    kind: 'a Slack webhook',
    prefixes: ['hooks.slack.com/services/'],
    rest: '[A-Z0-9]{1,40}/[A-Z0-9]{1,40}/[A-Za-z0-9]{16}',
    more: 'A-Za-z0-9',
  }),
  tokenShape({
    kind: 'a Google API key',
    prefixes: ['AIza'],
    rest: '[\\w-]{35}',
    edge: 'one side',
  }),
  tokenShape({
    kind: 'a Google OAuth token',
    prefixes: ['ya29.'],
    rest: '[\\w.-]{20}',
    more: '\\w.-',
  }),
  tokenShape({
    kind: 'a Google OAuth secret',
    prefixes: ['GOCSPX-'],
    rest: '[\\w-]{24}',
    more: '\\w-',
  }),
  tokenShape({
    kind: 'a Stripe key',
    prefixes: ['sk_live_', 'rk_live_', 'sk_test_', 'rk_test_'],
    rest: '[A-Za-z0-9]{16}',
    more: 'A-Za-z0-9',
  }),
  tokenShape({
    kind: 'a Stripe webhook secret',
    prefixes: ['whsec_'],
    rest: '[A-Za-z0-9+/]{24}',
    more: 'A-Za-z0-9+/',
  }),
  tokenShape({
    kind: 'an Anthropic key',
    prefixes: ['sk-ant-'],
    rest: '[\\w-]{20}',
    more: '\\w-',
  }),
  tokenShape({
    kind: 'an OpenAI key',
    prefixes: ['sk-proj-', 'sk-svcacct-', 'sk-admin-'],
    rest: '[\\w-]{20}',
    more: '\\w-',
  }),
  tokenShape({
    kind: 'an OpenAI key',
    prefixes: ['sk-'],
    rest: '[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{12}',
    more: 'A-Za-z0-9',
  }),
  // Without the mark in its middle it could be the digest in a name that ends in task-, disk- or
  // risk-.
  tokenShape({
    kind: 'an OpenAI key',
    prefixes: ['sk-'],
    rest: '[A-Za-z0-9]{40}',
    more: 'A-Za-z0-9',
    edge: 'start',
  }),
  tokenShape({
    kind: 'an npm token',
    prefixes: ['npm_'],
    rest: '[A-Za-z0-9]{36}',
    edge: 'one side',
  }),
  tokenShape({
    kind: 'a PyPI token',
    prefixes: ['pypi-AgE'],
    rest: '[\\w-]{50}',
    more: '\\w-',
  }),
  tokenShape({
    kind: 'a Hugging Face token',
    prefixes: ['hf_'],
    rest: '[A-Za-z0-9]{34}',
    edge: 'one side',
  }),
  tokenShape({
    kind: 'a SendGrid key',
    prefixes: ['SG.'],
    rest: '[\\w-]{22}\\.[\\w-]{43}',
  }),
  tokenShape({
    kind: 'a DigitalOcean token',
    prefixes: ['dop_v1_', 'doo_v1_', 'dor_v1_'],
    rest: '[a-f0-9]{64}',
  }),
  tokenShape({
    kind: 'a Shopify token',
    prefixes: ['shpat_', 'shpca_', 'shppa_', 'shpss_'],
    rest: '[a-fA-F0-9]{32}',
  }),
  tokenShape({
    kind: 'a Vault token',
    prefixes: ['hvs.', 'hvb.'],
    rest: '[\\w-]{24}',
    more: '\\w-',
  }),
  tokenShape({
    kind: 'a Docker token',
    prefixes: ['dckr_pat_'],
    rest: '[\\w-]{24}',
    more: '\\w-',
  }),
  tokenShape({
    kind: 'an age secret key',
    prefixes: ['AGE-SECRET-KEY-1'],
    rest: '[0-9A-Z]{50}',
    more: '0-9A-Z',
  }),
];
