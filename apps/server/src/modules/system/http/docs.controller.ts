import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Controller, Get, Header, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { notFound } from '../../../platform/errors/index.js';
import { RawPolicy } from '../../../platform/http/index.js';

const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

const files: Record<string, string> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
};

const page = `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>车伴 API</title><link rel="stylesheet" href="/api/docs/swagger-ui.css"></head>
<body><div id="docs"></div><script src="/api/docs/swagger-ui-bundle.js"></script>
<script>SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#docs', deepLinking: true, docExpansion: 'none', filter: true });</script>
</body></html>`;

/** The API document as a readable page; everything comes from this server. */
@Controller('docs')
export class DocsController {
  @RawPolicy('public')
  @Get()
  @Header('Content-Type', 'text/html; charset=utf-8')
  show(): string {
    return page;
  }

  @RawPolicy('public')
  @Get(':file')
  file(@Param('file') name: string, @Res() reply: FastifyReply): void {
    const type = files[name];
    if (!type) throw notFound();
    void reply.type(type).send(createReadStream(join(folder, name)));
  }
}
