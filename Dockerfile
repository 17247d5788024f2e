# docker build -t briefbot . && docker run --rm briefbot --help
FROM python:3.12-slim AS build
COPY . /source
RUN /source/deploy/install.sh /opt/briefbot

FROM python:3.12-slim
RUN useradd --system --uid 10001 --home-dir /data briefbot \
    && install --directory --owner briefbot --group briefbot /data
COPY --from=build /opt/briefbot /opt/briefbot
# One arena: with one a thread, glibc keeps several MB more each hour of reading.
ENV PATH=/opt/briefbot/bin:$PATH \
    MALLOC_ARENA_MAX=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    BRIEFBOT_DATABASE_URL=sqlite:////data/briefbot.db \
    BRIEFBOT_HTTP_HOST=0.0.0.0
USER 10001
WORKDIR /data
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["briefbot", "doctor", "--ready"]
ENTRYPOINT ["briefbot"]
CMD ["run"]
