import { expect, it } from 'vitest';
import { acs3Query, signAcs3 } from './acs3-signature.js';

it('matches the worked example of the Aliyun documentation', () => {
  const headers = signAcs3(
    {
      method: 'POST',
      host: 'ecs.cn-shanghai.aliyuncs.com',
      action: 'RunInstances',
      version: '2014-05-26',
      query: { ImageId: 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd', RegionId: 'cn-shanghai' },
      body: '',
      date: '2023-10-26T10:22:32Z',
      nonce: '3156853299f313e23d1673dc12e1703d',
    },
    'YourAccessKeyId',
    'YourAccessKeySecret',
  );
  expect(headers.authorization).toBe(
    'ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
  );
});

it('sorts and escapes the query as RFC 3986 asks', () => {
  expect(acs3Query({ b: "a b*'()!", A: '中~/' })).toBe('A=%E4%B8%AD~%2F&b=a%20b%2A%27%28%29%21');
});
