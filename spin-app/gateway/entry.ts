import { serveComponent } from '../protocol/spin-entry.ts';
import { handleGateway } from './gateway.ts';
import { gatewayWarmUp } from './warm-up.ts';

serveComponent(handleGateway, gatewayWarmUp);
