import Fastify, { type FastifyInstance } from 'fastify';
import { addControlRoutes } from './control/control.routes.js';
import { completeOptions, type SimulatorOptionsInput } from './options.js';
import { addPayRoutes } from './pay/pay.routes.js';
import { addPhonesRoutes } from './phones/phones.routes.js';
import { addMiniProgramRoutes } from './provider/mini-program.routes.js';
import { addOfficialAccountRoutes } from './provider/official-account.routes.js';
import { addSmsRoutes, rewriteSmsUrl } from './provider/sms.routes.js';
import { addTokenRoutes } from './provider/token.routes.js';
import { addWeatherRoutes } from './provider/weather.routes.js';
import { addWebLoginRoutes } from './provider/web-login.routes.js';
import { StateFile } from './world/state-file.js';
import { World } from './world/world.js';

export type Simulator = {
  /** `http://host:port`, the base URL for every provider. */
  url: string;
  /** The state, for tests in the same process. */
  world: World;
  close: () => Promise<void>;
};

const BODY_LIMIT = 64 * 1024 * 1024;

/**
 * Starts a server that plays WeChat, WeChat Pay, SMS and weather on one port.
 * @throws Error when the port is taken or the state file cannot be read
 */
export async function startSimulator(input: SimulatorOptionsInput = {}): Promise<Simulator> {
  const options = completeOptions(input);
  const world = new World(options);
  const stateFile = options.stateFile === null ? null : new StateFile(options.stateFile, world);
  stateFile?.load();

  const app = Fastify({
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: true,
    rewriteUrl: (request) => rewriteSmsUrl(request.url ?? '/', request.headers['x-acs-action']),
  });
  // Bodies arrive as text: each provider has its own answer to a body that is not JSON.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  addRoutes(app, world);
  await app.listen({ host: options.host, port: options.port });
  stateFile?.start();

  const address = app.server.address();
  const port = typeof address === 'object' && address ? address.port : options.port;
  return {
    url: `http://${options.host}:${port}`,
    world,
    close: async () => {
      await world.pusher.close();
      await world.pay.notices.close();
      await app.close();
      stateFile?.stop();
    },
  };
}

function addRoutes(app: FastifyInstance, world: World): void {
  addTokenRoutes(app, world);
  addMiniProgramRoutes(app, world);
  addOfficialAccountRoutes(app, world);
  addWebLoginRoutes(app, world);
  addSmsRoutes(app, world);
  addWeatherRoutes(app, world);
  addPayRoutes(app, world);
  addControlRoutes(app, world);
  addPhonesRoutes(app, world);
}
