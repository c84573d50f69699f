/*
 * Text from outside in another language: one function a place of a language. Each gives one line, unless it says otherwise,
 * in which every unseen character is written out.
 */
export { commitText } from './commit-message';
export { githubCommand } from './github-command';
export { jsonText } from './json';
export { markdownCode, markdownText } from './markdown';
export { jsonInMarkup, markupLines, markupText } from './markup';
export { mermaidText } from './mermaid';
export { terminalLine, terminalText } from './terminal';
export { blockComment, lineComment, stringLiteral } from './typescript';
export { codeOf, visible } from './visible';
export { yamlComment } from './yaml-comment';
