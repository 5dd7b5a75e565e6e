FROM python:3.12-slim AS packages
COPY requirements.txt .
RUN python -m venv /opt/vitrine \
 && /opt/vitrine/bin/pip install --no-cache-dir --no-deps --require-hashes --requirement requirements.txt

FROM python:3.12-slim
RUN apt-get update \
 && apt-get install --yes --no-install-recommends git libgomp1 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --create-home --uid 10001 vitrine
COPY --from=packages /opt/vitrine /opt/vitrine
WORKDIR /app
COPY recommender recommender
COPY dashboard dashboard
COPY assets assets
COPY scenarios scenarios
COPY .streamlit .streamlit
COPY vitrine.toml .
RUN /opt/vitrine/bin/python -c "from dashboard.shell.packing import KEPT, open_shell; open_shell([KEPT])" \
 && mkdir var shops && chown vitrine var shops scenarios
USER vitrine
ENV PATH=/opt/vitrine/bin:$PATH PYTHONUNBUFFERED=1 OPENBLAS_NUM_THREADS=1
EXPOSE 8501
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8501/healthz', timeout=4)"]
CMD ["python", "-m", "dashboard", "demo", "--host", "0.0.0.0"]
