import { Body, Controller, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RawPolicy } from '../../../platform/http/index.js';
import { type NoticeAnswer, ReceiveNotice } from '../usecases/receive-notice.usecase.js';

const statusOf: Record<NoticeAnswer, number> = { taken: 200, refused: 403, unknown_account: 404 };

/**
 * Where WeChat Pay reports to. The body arrives as text (everything below `callback` does), because the signature covers its
 * bytes. An error answers 5xx, and WeChat Pay comes again.
 */
@Controller('callback/pay')
export class PayCallbackController {
  constructor(private readonly notices: ReceiveNotice) {}

  @Post(':account')
  @RawPolicy('provider')
  async receive(
    @Param('account') account: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ code: string; message: string }> {
    const text = typeof body === 'string' ? body : '';
    const answer = await this.notices.run({ account, headers: request.headers, body: text, ip: request.ip });
    void reply.status(statusOf[answer]);
    return answer === 'taken' ? { code: 'SUCCESS', message: '' } : { code: 'FAIL', message: '通知未被接受' };
  }
}
