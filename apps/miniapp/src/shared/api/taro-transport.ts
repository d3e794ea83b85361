import type { Transport } from '@cheban/api-client';
import Taro from '@tarojs/taro';

const timeoutMs = 12_000;

/**
 * Carries requests over Taro.request (wx.request or fetch). Rejects when no answer came; every HTTP status is an answer.
 * @param base gives the API base URL without a trailing slash, asked per request so that it can change at run time
 */
export function taroTransport(base: () => string): Transport {
  return async (request) => {
    const hasBody = request.body !== undefined;
    const answer = await Taro.request<unknown>({
      url: `${base()}${request.path}`,
      // Taro's own type is a closed list of objects; WeChat and browsers take the name.
      method: request.method as keyof Taro.request.Method,
      // As text: WeChat would turn an object into a query string on some methods.
      data: hasBody ? JSON.stringify(request.body) : undefined,
      header: { ...(hasBody ? { 'content-type': 'application/json' } : {}), ...request.headers },
      dataType: 'json',
      timeout: timeoutMs,
    });
    return { status: answer.statusCode, body: answer.data === '' ? undefined : answer.data };
  };
}
