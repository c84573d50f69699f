#!/usr/bin/env node
import { surviveReaders } from './output';
import { runCommandLine } from './program';

surviveReaders();
void runCommandLine(process.argv.slice(2));
