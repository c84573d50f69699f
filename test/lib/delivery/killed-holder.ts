import { takeLock } from '../../../lib/delivery/lock';

/** Takes the lock of a folder and is killed: `killed-holder.ts FOLDER`. */
takeLock(process.argv[2] ?? '');
process.kill(process.pid, 'SIGKILL');
