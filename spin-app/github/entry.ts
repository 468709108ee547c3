import { serveComponent } from '../protocol/spin-entry.ts';
import { handleGithub } from './github.ts';
import { githubWarmUp } from './warm-up.ts';

serveComponent(handleGithub, githubWarmUp);
