import { killRounds } from './kill-rounds';

test('publish loses nothing when it is killed with SIGKILL', async () => {
  const { losses } = await killRounds(6);
  expect(losses).toEqual([]);
});
