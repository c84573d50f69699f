import { field, isOpen, isSet } from '../../../documents';
import type { Authentication, ComponentCard, Transport } from '../card';

const both: readonly Transport[] = ['http', 'grpc'];

const always = (authentication: Authentication): ComponentCard => ({
  role: { authenticates: () => authentication },
});

/** A name and a password: `client_auth` sends them, `htpasswd` asks for them; only one of the two can be written (contrib 0.158). */
export const basicAuth: ComponentCard = {
  role: {
    authenticates: (body) => {
      if (isOpen(body)) return { server: both, client: both };
      const sends = isSet(field(body, 'client_auth'));
      const asks = isSet(field(body, 'htpasswd'));
      if (sends === asks) return { server: both, client: both };
      return sends ? { server: [], client: both } : { server: both, client: [] };
    },
  },
};

/** A token, sent or compared. */
export const bearerTokenAuth = always({ server: both, client: both });

/** Tokens that an identity provider signed. */
export const oidc = always({ server: both, client: [] });

/** Fetches tokens by OAuth 2.0. */
export const oauth2Client = always({ server: [], client: both });

/** Adds headers to what is sent. */
export const headersSetter: ComponentCard = {
  ...always({ server: [], client: both }),
  uses: [{ at: ['additional_auth'], purpose: 'authenticator' }],
};

/** Signs HTTP requests for AWS; it has no credentials for gRPC. */
export const sigv4Auth = always({ server: [], client: ['http'] });

/** Atlassian's tokens. */
export const asapClient = always({ server: [], client: both });

/** Google's application default credentials. */
export const googleClientAuth = always({ server: [], client: both });
