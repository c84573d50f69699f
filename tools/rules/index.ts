/** `npm run rules`: the list of the rules of each folder, from its files. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ruleFolders, ruleList } from './rule-list';

const rules = join(__dirname, '..', '..', 'lib', 'checks', 'rules');
for (const name of ruleFolders) writeFileSync(join(rules, name, 'index.ts'), ruleList(join(rules, name)));
