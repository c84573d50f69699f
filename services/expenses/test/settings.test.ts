import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSettings, SettingsError } from '../src/settings';

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    readSettings(environment);
  } catch (error) {
    assert.ok(error instanceof SettingsError);
    return error.problems;
  }
  return [];
}

test('an empty environment gives port 8282 and an SQLite file', () => {
  const settings = readSettings({});
  assert.equal(settings.port, 8282);
  assert.equal(settings.host, '0.0.0.0');
  assert.equal(settings.store.kind, 'sqlite');
  assert.equal(settings.userServiceUrl, undefined);
});

test('a table name decides for DynamoDB', () => {
  const { store } = readSettings({ DYNAMODB_EXPENSES_TABLE: 'expenses-develop', AWS_REGION: 'us-west-2' });
  assert.deepEqual(store, { kind: 'dynamodb', table: 'expenses-develop', region: 'us-west-2' });
});

test('an empty table name is an error, never a reason to write to a file', () => {
  const problems = problemsOf({ DYNAMODB_EXPENSES_TABLE: '', AWS_REGION: 'us-west-2' });
  assert.equal(problems.length, 1);
  assert.match(problems[0] ?? '', /^DYNAMODB_EXPENSES_TABLE is "", which is not a table name/);
});

test('all problems are told at once', () => {
  const problems = problemsOf({
    PORT: '99999',
    SHUTDOWN_DELAY_MS: '-1',
    LOG_LEVEL: 'loud',
    USER_SERVICE_URL: 'user',
    DYNAMODB_EXPENSES_TABLE: 'expenses',
  });
  const names = problems.map((problem) => problem.split(' ')[0]).sort();
  assert.deepEqual(names, ['AWS_REGION', 'LOG_LEVEL', 'PORT', 'SHUTDOWN_DELAY_MS', 'USER_SERVICE_URL']);
});

test('a slash at the end of the user service is dropped', () => {
  assert.equal(readSettings({ USER_SERVICE_URL: 'http://user/' }).userServiceUrl, 'http://user');
});
