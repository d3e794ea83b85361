# One image for the API, the worker and the command line: the command decides which.

FROM node:20.20-bookworm-slim AS build
WORKDIR /srv/cheban
COPY . .
RUN npm run build -- server

FROM node:20.20-bookworm-slim AS packages
WORKDIR /srv/cheban
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
COPY packages/kernel/package.json packages/kernel/
COPY packages/contracts/package.json packages/contracts/
COPY packages/api-client/package.json packages/api-client/
COPY packages/wechat/package.json packages/wechat/
COPY apps/server/package.json apps/server/
RUN CI=true npx --yes "$(node -p 'require("./package.json").packageManager')" install --prod --frozen-lockfile --filter '@cheban/server...'

FROM node:20.20-bookworm-slim
ENV NODE_ENV=production
WORKDIR /srv/cheban
COPY --from=packages /srv/cheban ./
COPY --from=build /srv/cheban/packages/kernel/dist packages/kernel/dist
COPY --from=build /srv/cheban/packages/contracts/dist packages/contracts/dist
COPY --from=build /srv/cheban/packages/wechat/dist packages/wechat/dist
COPY --from=build /srv/cheban/apps/server/dist apps/server/dist
COPY deploy/healthy.mjs deploy/
RUN mkdir files && chown node:node files
USER node
CMD ["node", "--max-semi-space-size=64", "apps/server/dist/main.api.js"]
