import {
  AccessTokens,
  MiniProgramClient,
  OfficialAccountClient,
  ProviderHttp,
  SmsClient,
} from '@cheban/wechat';
import { Global, Module } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { Clock } from '../clock/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { REDIS } from '../redis/index.js';
import { RedisTokenStore } from './redis-token-store.js';

const inject = [CONFIG, REDIS, Clock, ProviderHttp];

/** Clients of WeChat and SMS, talking to the real hosts or to the simulator by configuration alone. */
@Global()
@Module({
  providers: [
    {
      provide: ProviderHttp,
      inject: [CONFIG],
      useFactory: (config: Config) => new ProviderHttp({ connections: config.sending.connections }),
    },
    {
      provide: MiniProgramClient,
      inject,
      useFactory: (config: Config, redis: Redis, clock: Clock, http: ProviderHttp) => {
        const app = {
          http,
          baseUrl: config.wechat.apiUrl,
          appId: config.wechat.mini.appId,
          secret: config.wechat.mini.secret,
        };
        const tokens = new AccessTokens({
          ...app,
          store: new RedisTokenStore(redis),
          now: () => clock.date(),
        });
        return new MiniProgramClient({ ...app, tokens });
      },
    },
    {
      provide: OfficialAccountClient,
      inject,
      useFactory: (config: Config, redis: Redis, clock: Clock, http: ProviderHttp) => {
        const { official, apiUrl, webLoginUrl, pictureUrl } = config.wechat;
        const app = { http, baseUrl: apiUrl, appId: official.appId, secret: official.secret };
        const tokens = new AccessTokens({
          ...app,
          store: new RedisTokenStore(redis),
          now: () => clock.date(),
        });
        return new OfficialAccountClient({
          ...app,
          tokens,
          openBaseUrl: webLoginUrl,
          pictureBaseUrl: pictureUrl,
        });
      },
    },
    {
      provide: SmsClient,
      inject: [CONFIG, Clock, ProviderHttp],
      useFactory: (config: Config, clock: Clock, http: ProviderHttp) =>
        new SmsClient({
          http,
          baseUrl: config.sms.apiUrl,
          accessKeyId: config.sms.accessKeyId,
          accessKeySecret: config.sms.accessKeySecret,
          signName: config.sms.sign,
          now: () => clock.date(),
        }),
    },
  ],
  exports: [ProviderHttp, MiniProgramClient, OfficialAccountClient, SmsClient],
})
export class ProvidersModule {}
