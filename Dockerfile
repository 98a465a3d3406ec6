# The web process alone: migrations and roles are commands of their own (README, “Running it for real”).
FROM python:3.13-slim AS build
WORKDIR /app
COPY requirements.txt .
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes --only-binary :all: -r requirements.txt
COPY manage.py gunicorn.conf.py ./
COPY minutes_site minutes_site
COPY meetings meetings
COPY templates templates
COPY locale locale
COPY static static
# Collecting files needs no secret of the site and no database, only some value for each.
RUN SECRET_KEY=collecting-files ALLOWED_HOSTS=localhost DATABASE_URL=postgres://nobody@localhost/none \
    /venv/bin/python manage.py collectstatic --noinput

FROM python:3.13-slim
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PATH=/venv/bin:$PATH
RUN useradd --system --uid 10001 --create-home minutes
WORKDIR /app
COPY --from=build /venv /venv
COPY --from=build /app /app
RUN install --directory --owner=minutes var/desk-papers var/record-papers
USER 10001
VOLUME ["/app/var/desk-papers", "/app/var/record-papers"]
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]
CMD ["gunicorn", "minutes_site.wsgi"]
