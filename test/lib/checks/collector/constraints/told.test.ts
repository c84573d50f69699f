import { join } from 'node:path';
import { describeTold } from '../../told';

describeTold(join(__dirname, 'told'));
