# nginx with the console and the owner app, before the API.

FROM node:20.20-bookworm-slim AS build
ARG BRAND_NAME
ARG BRAND_COLOUR
ENV CHEBAN_BRAND_NAME=$BRAND_NAME CHEBAN_BRAND_COLOUR=$BRAND_COLOUR
WORKDIR /srv/cheban
COPY . .
RUN npm run build -- console h5

FROM nginxinc/nginx-unprivileged:1.27.3
COPY deploy/nginx.conf /etc/nginx/templates/default.conf.template
COPY deploy/nginx-proxy.conf /etc/nginx/cheban-proxy.conf
COPY --from=build /srv/cheban/apps/miniapp/dist/h5 /srv/cheban/owner
COPY --from=build /srv/cheban/apps/console/dist /srv/cheban/console
USER nginx
