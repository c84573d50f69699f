/** `npm run house`: tells what is wrong with the imports between the rooms, one line a fault; nothing where all is well. */
import { join } from 'node:path';
import { houseFaults } from './faults';
import { readRooms } from './imports';
import { rooms } from './rooms';

const faults = houseFaults(readRooms(join(__dirname, '..', '..'), rooms));
for (const fault of faults) console.error(fault);
process.exitCode = faults.length === 0 ? 0 : 1;
