import {
  openPush,
  PushError,
  type PushQuery,
  type PushSettings,
  readSmsReceipts,
  readSmsReplies,
  verifyPushUrl,
} from '@cheban/wechat';
import {
  Body,
  Controller,
  Get,
  HttpCode,
  Inject,
  type OnModuleInit,
  Param,
  Post,
  Query,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { CONFIG, type Config } from '../../../platform/config/index.js';
import { sameText } from '../../../platform/crypto/index.js';
import { AppError, notFound } from '../../../platform/errors/index.js';
import { RawPolicy } from '../../../platform/http/index.js';
import { LOGGER, type Logger } from '../../../platform/logging/index.js';
import { ProviderEvents, type PushApp } from '../usecases/provider-events.usecase.js';

const PATH = '/api/callback/';

const apps: Record<string, PushApp> = { 'mini-program': 'mini', 'official-account': 'official' };

function appOf(name: string): PushApp {
  const app = apps[name];
  if (app === undefined) throw notFound();
  return app;
}

/** Where WeChat and the SMS carrier push to. Everything is verified before it is read. */
@Controller('callback')
export class CallbackController implements OnModuleInit {
  constructor(
    private readonly events: ProviderEvents,
    private readonly adapterHost: HttpAdapterHost,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Pushes are read from their text: a JSON parser would round WeChat's long message ids. So every body below our path
   * goes to the text parser of XML, whatever it says it is.
   */
  onModuleInit(): void {
    const fastify = this.adapterHost.httpAdapter?.getInstance() as FastifyInstance | undefined;
    fastify?.addHook('onRequest', (request: FastifyRequest, _reply, done) => {
      if (request.method === 'POST' && request.url.startsWith(PATH))
        request.raw.headers['content-type'] = 'text/xml';
      done();
    });
  }

  @Get(':app')
  @RawPolicy('provider')
  check(@Param('app') app: string, @Query() query: PushQuery): string {
    return this.guarded(() => verifyPushUrl(query, this.settings(app, '')));
  }

  @Post(':app')
  @HttpCode(200)
  @RawPolicy('provider')
  async receive(
    @Param('app') app: string,
    @Query() query: PushQuery,
    @Body() body: unknown,
  ): Promise<string> {
    const text = typeof body === 'string' ? body : '';
    const event = this.guarded(() => openPush(query, text, this.settings(app, text)));
    await this.events.receive(appOf(app), event);
    return 'success';
  }

  @Post('sms/:key/report')
  @HttpCode(200)
  @RawPolicy('provider')
  async smsReport(@Param('key') key: string, @Body() body: unknown): Promise<{ code: number; msg: string }> {
    this.ensureSmsKey(key);
    await this.events.smsReceipts(this.guarded(() => readSmsReceipts(String(body ?? ''))));
    return { code: 0, msg: '成功' };
  }

  @Post('sms/:key/up')
  @HttpCode(200)
  @RawPolicy('provider')
  async smsReply(@Param('key') key: string, @Body() body: unknown): Promise<{ code: number; msg: string }> {
    this.ensureSmsKey(key);
    await this.events.smsReplies(this.guarded(() => readSmsReplies(String(body ?? ''))));
    return { code: 0, msg: '成功' };
  }

  /** Aliyun signs nothing: the secret part of the address is what strangers do not know. */
  private ensureSmsKey(key: string): void {
    if (!sameText(key, this.config.sms.callbackKey)) throw notFound();
  }

  /** Against the simulator plain pushes pass too ("compatible mode"); in production only encrypted ones do. */
  private settings(app: string, body: string): PushSettings {
    const key = appOf(app);
    const { appId, pushToken, aesKey } = this.config.wechat[key];
    const plain = this.config.simulatorUrl !== null && !body.includes('Encrypt');
    return { appId, token: pushToken, encodingAesKeys: plain ? [] : [aesKey] };
  }

  private guarded<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof PushError)) throw error;
      this.logger.warn({ reason: error.reason }, 'push refused');
      if (error.reason === 'too_large') throw new AppError('REQUEST.TOO_LARGE');
      if (error.reason === 'signature' || error.reason === 'app_id') throw new AppError('AUTH.FORBIDDEN');
      throw new AppError('REQUEST.INVALID');
    }
  }
}
