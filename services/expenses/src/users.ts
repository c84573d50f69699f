import { get as httpGet } from 'node:http';
import { get as httpsGet } from 'node:https';
import { RequestError, UnavailableError } from './errors';

/** Answers whether a user exists. */
export interface Users {
  /**
   * @throws RequestError (400) when there is no such user, UnavailableError when the user service gives no clear answer.
   */
  mustExist(userId: string): Promise<void>;
}

/** For installations without a user service: every id is taken as it is. */
export const anyUser: Users = {
  async mustExist() {},
};

const timeoutMs = 2000;

/** Asks the user service, `GET <base>/user/<id>`; the trace goes along in the request's headers. */
export class UserService implements Users {
  constructor(private readonly baseUrl: string) {}

  async mustExist(userId: string): Promise<void> {
    const status = await this.status(`${this.baseUrl}/user/${encodeURIComponent(userId)}`);
    if (status === 404) throw new RequestError(400, `userId "${userId}" is unknown to the user service`);
    if (status < 200 || status > 299) throw new UnavailableError(`the user service answered ${status}`);
  }

  // node:http rather than fetch: it is what the HTTP instrumentation covers.
  private status(url: string): Promise<number> {
    const get = url.startsWith('https:') ? httpsGet : httpGet;
    return new Promise((resolve, reject) => {
      const request = get(url, { timeout: timeoutMs }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      request.on('timeout', () => request.destroy(new Error(`no answer within ${timeoutMs} ms`)));
      request.on('error', (error) => reject(new UnavailableError('the user service does not answer', error)));
    });
  }
}
