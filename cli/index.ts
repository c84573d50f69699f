#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';
import { surviveReaders } from './output';
import { runCommandLine } from './program';

// The same as in package/run.js, which does not start the command line where it is installed.
if (process.versions.node.startsWith('20.')) setFlagsFromString('--interrupt-budget=1000000');
surviveReaders();
void runCommandLine(process.argv.slice(2));
