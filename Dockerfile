# The command line in a container, for job schedulers: docker build -t faasnet-trace-lab .
FROM node:24-slim AS build
WORKDIR /build
COPY . .
RUN npm install --no-audit --no-fund && node scripts/build.mjs --production

FROM node:24-slim
COPY --from=build /build/dist /opt/faasnet
USER node
ENTRYPOINT ["node", "/opt/faasnet/cli.js"]
