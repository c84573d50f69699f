import { deliver } from '../../../lib/delivery';
import { sampleTree } from './sample-tree';

/** Delivers ten trees of one mark, one after the other: `rival.ts MARK OUTPUT`. */
const [mark = '', output = ''] = process.argv.slice(2);
for (let i = 0; i < 10; i++) deliver(sampleTree(`${mark}${i}`), { output, patience: 60_000 });
