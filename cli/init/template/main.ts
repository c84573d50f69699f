import { runSynthesis } from 'otelflux/charts';
import { environments } from './environments';

runSynthesis(environments);
