# syntax=docker/dockerfile:1
# 明账: built in one stage, run in another that has neither compiler nor pip's cache, as a user without rights.
FROM python:3.11-slim-bookworm AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONDONTWRITEBYTECODE=1
RUN python -m venv /opt/mingzhang
ENV PATH=/opt/mingzhang/bin:$PATH
# First and alone, from the index of CPU builds: as another package's dependency torch comes with gigabytes of CUDA.
ARG TORCH_INDEX=https://download.pytorch.org/whl/cpu
RUN pip install torch==2.13.0 --extra-index-url "$TORCH_INDEX"
WORKDIR /src
COPY requirements-run.lock ./
RUN pip install --no-deps --require-hashes --requirement requirements-run.lock
COPY pyproject.toml README.md LICENSE ./
COPY ingest ingest
COPY index index
COPY prompts prompts
COPY service service
RUN pip install --no-deps . && python -m index.e5

FROM python:3.11-slim-bookworm
RUN groupadd --system --gid 10001 mingzhang \
    && useradd --system --uid 10001 --gid mingzhang --no-create-home --shell /usr/sbin/nologin mingzhang \
    && install -d -o mingzhang -g mingzhang -m 0750 /data
COPY --from=build /opt/mingzhang /opt/mingzhang
ENV PATH=/opt/mingzhang/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    MPLCONFIGDIR=/tmp/matplotlib \
    MINGZHANG_DATA=/data \
    MINGZHANG_HOST=0.0.0.0 \
    MINGZHANG_PORT=8000 \
    MINGZHANG_LOG_FORMAT=json \
    MINGZHANG_LOG_LEVEL=info
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
ENTRYPOINT ["mingzhang"]
CMD ["serve"]
