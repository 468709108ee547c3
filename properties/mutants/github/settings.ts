import * as real from '../../../spin-app/github/settings.ts';
import type { Platform } from '../../../spin-app/protocol/platform.ts';
import { isActive } from '../active-mutant.ts';

export * from '../../../spin-app/github/settings.ts';

export function readSettings(platform: Platform): real.Settings {
  const settings = real.readSettings(platform);
  return isActive('writes-not-guarded') ? { ...settings, writesEnabled: true } : settings;
}
