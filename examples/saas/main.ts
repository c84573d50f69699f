import { runSynthesis } from '../../charts';
import { environments } from './environments';

runSynthesis(environments);
