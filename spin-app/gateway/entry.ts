import { serveComponent } from '../protocol/spin-entry.ts';
import { handleGateway } from './gateway.ts';

serveComponent(handleGateway);
