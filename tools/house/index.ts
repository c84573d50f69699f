/** `npm run house`: tells what is wrong with the imports between the rooms, one line a fault; nothing where all is well. */
import { join } from 'node:path';
import { houseFaults } from './faults';
import { readSources } from './imports';
import { rooms } from './rooms';

const tops = new Set(Object.keys(rooms).map((room) => (room.startsWith('lib/') ? 'lib' : room)));
const faults = houseFaults(readSources(join(__dirname, '..', '..'), [...tops]));
for (const fault of faults) console.error(fault);
process.exitCode = faults.length === 0 ? 0 : 1;
