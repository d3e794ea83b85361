import { createServer } from 'node:http';

/**
 * Serves turns of a sender on PORT: GET /turn?count=N sends N messages and answers {sent, rate, cpuUs, peakBytes}, cpuUs
 * being microseconds of processor time a message; GET /ready says that it is up.
 * @param {(count: number) => Promise<number>} send gives back how many were sent
 */
export function serveTurns(send) {
  createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.pathname !== '/turn') {
      response.end('{}');
      return;
    }
    const begun = performance.now();
    const before = process.cpuUsage();
    send(Number(url.searchParams.get('count'))).then(
      (sent) => {
        const seconds = (performance.now() - begun) / 1000;
        const { user, system } = process.cpuUsage(before);
        const { maxRSS } = process.resourceUsage();
        response.end(
          JSON.stringify({
            sent,
            rate: sent / seconds,
            cpuUs: (user + system) / sent,
            peakBytes: maxRSS * 1024,
          }),
        );
      },
      (error) => response.writeHead(500).end(String(error.stack)),
    );
  }).listen(Number(process.env['PORT']), '127.0.0.1');
}

/** What one message is to those who only call: the same bytes that ours sends. */
export const bareBody = (/** @type {number} */ number) => ({
  touser: `bench-mini-${number}`,
  template_id: 'sub-service-due',
  page: 'subpackages/booking/new/index?from=reminder',
  data: {
    thing1: { value: '广汽丰田 凯美瑞' },
    car_number2: { value: `晋A${String(10_000 + (number % 90_000))}` },
    date3: { value: '2026年11月28日' },
    thing4: { value: '预计11月28日到期' },
  },
});

export const sendUrl = (/** @type {string} */ provider) =>
  `${provider}/cgi-bin/message/subscribe/send?access_token=bench-token`;
