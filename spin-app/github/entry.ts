import { serveComponent } from '../protocol/spin-entry.ts';
import { handleGithub } from './github.ts';

serveComponent(handleGithub);
